// Saves each form of the page by itself, shortly after typing stops. Whatever happens (a conflict, an expired sign-in,
// a lost connection, a closed window), what was typed stays in the page and, until it is saved, in this browser.
"use strict";

(function () {
  const PAUSE = 900; // ms after the last key
  const RETRY = 8000; // ms until a lost connection is tried again
  const editor = document.querySelector("[data-editor]");
  if (!editor) return;
  const forms = [...editor.querySelectorAll("form[data-autosave]")];
  if (!forms.length) return;
  document.documentElement.classList.add("scripted");
  const stateLine = document.querySelector("[data-save-state]");
  const states = new Map(); // form -> {timer, busy, again, dirty, sent}
  let lastSaved = "";

  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { timer: 0, busy: false, again: false, dirty: false });
    return states.get(form);
  };
  const keyOf = (form) => {
    const field = (name) => (form.elements[name] ? form.elements[name].value : "");
    return `hyokasho:${form.getAttribute("action")}:${field("ref")}:${field("code")}`;
  };
  const fieldsOf = (form) =>
    [...form.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit" && e.type !== "button");

  function remember(form) {
    const kept = fieldsOf(form).map((e) => [e.name, e.type, e.value, e.checked === true]);
    try {
      localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), kept }));
    } catch {
      /* no storage: the page itself still holds the text */
    }
  }
  function forget(form) {
    try {
      localStorage.removeItem(keyOf(form));
    } catch {
      /* nothing to forget */
    }
  }

  function say(text, trouble) {
    if (!stateLine) return;
    stateLine.textContent = text;
    if (trouble) stateLine.dataset.state = "trouble";
    else delete stateLine.dataset.state;
  }
  function sayAt(form, text, trouble) {
    const line = form.querySelector("[data-item-state]");
    if (!line) return;
    line.textContent = text;
    if (trouble) line.dataset.state = "trouble";
    else delete line.dataset.state;
  }
  function overall() {
    const waiting = [...states.values()].filter((s) => s.dirty || s.busy).length;
    if (waiting) return;
    if (lastSaved) say(`保存しました ${lastSaved}`);
  }

  function trouble(form, sentences, html) {
    const box = form.querySelector("[data-trouble]");
    box.replaceChildren();
    if (html) {
      box.innerHTML = html; // our own server's escaped fragment
      const first = box.querySelector("[data-takes-focus]");
      if (first) first.focus();
      return;
    }
    if (!sentences || !sentences.length) return;
    const frame = document.createElement("div");
    frame.className = "trouble-box";
    frame.setAttribute("role", "alert");
    for (const sentence of sentences) {
      const p = document.createElement("p");
      p.className = "mb-1";
      p.textContent = sentence;
      frame.append(p);
    }
    box.append(frame);
  }

  function token(form) {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : form.elements.csrfmiddlewaretoken.value;
  }

  async function save(form) {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.busy) {
      state.again = true;
      return;
    }
    if (!state.dirty) return;
    state.busy = true;
    state.dirty = false;
    say("保存しています…");
    sayAt(form, "");
    try {
      const data = new FormData(form);
      data.set("csrfmiddlewaretoken", token(form));
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "fetch", "X-CSRFToken": token(form) },
        credentials: "same-origin",
      });
      await take(form, answer);
    } catch {
      lost(form);
    } finally {
      state.busy = false;
      if (state.again) {
        state.again = false;
        state.dirty = true;
        save(form);
      } else overall();
    }
  }

  function unsaved(form, words, sentences, html) {
    const state = stateOf(form);
    state.dirty = true;
    const since = lastSaved ? `最後の保存 ${lastSaved}` : "まだ保存していません";
    say(`保存できていません。${since}`, true);
    sayAt(form, words, true);
    trouble(form, sentences, html);
  }

  function lost(form) {
    unsaved(form, "保存できていません", [
      "サーバーにつながりません。記載はこの画面に残っています。つながりしだい自動で保存し直します。",
    ]);
    stateOf(form).timer = setTimeout(() => save(form), RETRY);
  }

  async function take(form, answer) {
    const type = answer.headers.get("Content-Type") || "";
    const data = type.includes("json") ? await answer.json() : {};
    if (answer.ok && data.status === "saved") return saved(form, data);
    const state = stateOf(form);
    state.again = false;
    if (answer.status === 401 || (answer.status === 403 && !data.status)) {
      unsaved(form, "保存できていません", [
        "サインインの有効期限が切れました。記載はこの画面に残っています。別のタブでサインインし直してから、この画面に戻って「Ctrl+S」を押してください。",
      ]);
    } else if (data.status === "conflict") {
      unsaved(form, "ほかの人の保存と重なりました", [], data.html);
      form.conflict = data;
    } else if (data.sentences) {
      unsaved(form, "保存できていません", data.sentences);
    } else if (answer.status === 404) {
      unsaved(form, "保存できていません", ["この項目はほかの人が削除したようです。記載を控えてから、画面を開き直してください。"]);
    } else {
      unsaved(form, "保存できていません", [
        "サーバーで問題が起きました。記載はこの画面に残っています。しばらくしてから「Ctrl+S」を押してください。",
      ]);
    }
  }

  function saved(form, data) {
    const state = stateOf(form);
    if (data.base && form.elements.base) form.elements.base.value = data.base;
    lastSaved = data.at;
    delete form.conflict;
    trouble(form, []);
    sayAt(form, `保存しました ${data.at}`);
    if (!state.dirty && !state.again) forget(form);
    show("rows", data.parts && data.parts.rows);
    show("contents", data.parts && data.parts.contents);
  }
  function show(id, html) {
    const part = document.getElementById(id);
    if (part && html) part.innerHTML = html; // our own server's escaped fragment
  }

  // --- two people on one item: the second one chooses ---
  function choose(form, choice) {
    const data = form.conflict;
    if (!data) return;
    form.elements.base.value = data.base;
    if (choice === "theirs") return useTheirs(form, data);
    delete form.conflict;
    if (choice === "mine") {
      stateOf(form).dirty = true;
      save(form);
    } else bothTexts(form, data);
  }
  function useTheirs(form, data) {
    if (data.form) form.querySelector("[data-fields]").innerHTML = data.form;
    else location.reload();
    delete form.conflict;
    stateOf(form).dirty = false;
    forget(form);
    trouble(form, []);
    sayAt(form, "先に保存された記載を表示しました");
    overall();
  }
  function bothTexts(form, data) {
    const area = form.querySelector("textarea[name=value], input[name=value]:not([type=radio]):not([type=checkbox])");
    if (area && data.theirs) {
      area.value = `${area.value}\n――― 先に保存された記載 ―――\n${data.theirs}`;
      sayAt(form, "2つの記載を並べました。直すと保存されます。", true);
      trouble(form, []);
      area.focus();
      remember(form);
    } else {
      trouble(form, ["先に保存された記載を見ながら、上の欄を直してください。直すと保存されます。"]);
    }
  }

  // --- what was not saved when the window closed ---
  function offer(form) {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
    } catch {
      kept = null;
    }
    if (!kept) return;
    const now = JSON.stringify(fieldsOf(form).map((e) => [e.name, e.type, e.value, e.checked === true]));
    if (JSON.stringify(kept.kept) === now) return forget(form);
    trouble(form, [`${new Date(kept.at).toLocaleString("ja-JP")} に入力した記載が、保存されないままこの端末に残っています。`]);
    const box = form.querySelector("[data-trouble] > div");
    for (const [word, act] of [
      ["残っている記載に戻す", () => restore(form, kept.kept)],
      ["捨てる", () => (forget(form), trouble(form, []))],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-primary me-2";
      button.textContent = word;
      button.addEventListener("click", act);
      box.append(button);
    }
  }
  function restore(form, kept) {
    const fields = fieldsOf(form);
    kept.forEach(([name, type, value, checked], place) => {
      const field = fields[place];
      if (!field || field.name !== name) return;
      if (type === "checkbox" || type === "radio") field.checked = checked;
      else field.value = value;
    });
    trouble(form, []);
    touched(form);
  }

  function touched(form) {
    const state = stateOf(form);
    state.dirty = true;
    remember(form);
    clearTimeout(state.timer);
    if (!form.conflict) state.timer = setTimeout(() => save(form), PAUSE);
  }

  const formOf = (node) => (node.closest ? node.closest("form[data-autosave]") : null);
  editor.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (form && !event.isComposing) touched(form);
    else if (form) {
      stateOf(form).dirty = true;
      clearTimeout(stateOf(form).timer);
    }
  });
  editor.addEventListener("compositionend", (event) => {
    const form = formOf(event.target);
    if (form) touched(form);
  });
  editor.addEventListener("change", (event) => {
    const form = formOf(event.target);
    if (form) touched(form);
  });
  editor.addEventListener("focusout", (event) => {
    const form = formOf(event.target);
    if (form && stateOf(form).dirty && !form.conflict) save(form);
  });
  editor.addEventListener("submit", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    event.preventDefault();
    stateOf(form).dirty = true;
    save(form);
  });
  editor.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]");
    if (choice) return choose(formOf(choice), choice.dataset.choose);
    const all = event.target.closest("[data-check-all]");
    if (all) {
      const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${all.dataset.checkAll}"]`)];
      const wanted = boxes.some((box) => !box.checked);
      boxes.forEach((box) => (box.checked = wanted));
    }
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      forms.filter((form) => stateOf(form).dirty && !form.conflict).forEach(save);
      overall();
    }
  });
  window.addEventListener("online", () => forms.filter((f) => stateOf(f).dirty && !f.conflict).forEach(save));
  window.addEventListener("beforeunload", (event) => {
    if ([...states.values()].some((s) => s.dirty || s.busy)) event.preventDefault();
  });
  forms.forEach(offer);
})();
