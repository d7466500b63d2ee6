// Asks the server and says in one word what became of it, so that every caller treats an expired sign-in or a lost
// connection alike: ok, conflict, invalid, refused, signin, gone, lost, broken.
const PATIENCE = 30000; // ms
const SMALL = 50000; // characters that a browser still sends when its page is closed

function token() {
  // Whoever signed in again in another tab has a new token in the cookie; the one printed in this page is old.
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const printed = document.querySelector("input[name=csrfmiddlewaretoken]");
  return found ? found[1] : printed ? printed.value : "";
}

export async function ask(url, data) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const options = { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin", signal: patience.signal };
    if (data) {
      data.set("csrfmiddlewaretoken", token());
      options.headers["X-CSRFToken"] = token();
      Object.assign(options, { method: "POST", body: data, keepalive: isSmall(data) });
    }
    return await read(await fetch(url, options));
  } catch {
    return { word: "lost" };
  } finally {
    clearTimeout(timer);
  }
}

function isSmall(data) {
  let size = 0;
  for (const value of data.values()) size += value instanceof File ? SMALL : value.length * 3;
  return size < SMALL;
}

async function read(answer) {
  const type = answer.headers.get("Content-Type") || "";
  if (type.includes("json")) {
    const data = await answer.json();
    if (answer.ok) return { word: "ok", data };
    return { word: ["conflict", "invalid", "refused"].includes(data.status) ? data.status : "broken", data };
  }
  if (answer.ok && !answer.redirected) return { word: "ok", html: await answer.text() };
  // 403 without words of our own is a token that has expired with its sign-in.
  if (answer.status === 401 || answer.status === 403 || answer.redirected) return { word: "signin" };
  return { word: answer.status === 404 ? "gone" : "broken" };
}
