// The PDF of the draft: has it made, asks every second how far it is, and exchanges only what has changed, so that
// neither the keyboard nor a screen reader loses its place. Without a worker the PDF is made while the page waits for
// the answer to its request; the questions beside it are answered meanwhile.
import { ask } from "./editor/net.js";

const EVERY = 1000; // ms
const MAKING = "PDFを作成しています。";
const TROUBLE = {
  lost: "サーバーにつながりません。つながりしだい、表示を新しくします。",
  signin: "サインインの有効期限が切れました。サインインし直してから、この画面を開き直してください。",
  gone: "この評価書は、なくなったか、見られなくなりました。",
  broken: "サーバーで問題が起きました。しばらくしてから、この画面を開き直してください。",
};
const UNDER_WAY = ["queued", "running"];

const region = document.querySelector("[data-rendering]");
const said = region.querySelector("[data-said]");
const state = region.querySelector("[data-state]");
let begun = 0; // requests to make a PDF that have not been answered
let turn = 0; // what was asked before the last act is no news
let timer = 0;

function say(text, look = "said") {
  if (said.textContent !== text) said.textContent = text;
  said.className = look;
}

function show(html) {
  const news = new DOMParser().parseFromString(html, "text/html");
  const now = news.querySelector("[data-state]");
  if (now.dataset.state === "waiting" && begun) return; // it has not been noted down yet
  say(news.querySelector("[data-said]").textContent, news.querySelector("[data-said]").className);
  if (now.dataset.state === state.dataset.state) refresh(now);
  else exchange(now);
}

function refresh(now) {
  for (const part of now.querySelectorAll("[data-live]")) {
    const shown = state.querySelector(`[data-live="${part.dataset.live}"]`);
    shown.textContent = part.textContent;
    if ("value" in part) Object.assign(shown, { max: part.max, value: part.value });
  }
}

// Where the keyboard was in what goes, it goes on with what may be done next.
function exchange(now) {
  const had = state.contains(document.activeElement);
  state.dataset.state = now.dataset.state;
  state.replaceChildren(...now.childNodes);
  if (had) state.querySelector("[data-takes-over]")?.focus();
}

function goOn() {
  clearTimeout(timer);
  if (begun || UNDER_WAY.includes(state.dataset.state)) timer = setTimeout(look, EVERY);
}

// Nobody has asked for this PDF yet, or whoever made it is gone.
function beginIfWanted() {
  if (state.dataset.state === "waiting" && !begun) send(state.querySelector("form"));
  else goOn();
}

async function look() {
  const asked = turn;
  const answer = await ask(region.dataset.rendering);
  if (asked !== turn) return;
  if (answer.word === "ok") {
    show(answer.html);
    beginIfWanted();
  } else complain(answer.word);
}

async function send(form) {
  const begins = "begins" in form.dataset;
  if (begins) say(MAKING);
  begun += begins;
  goOn();
  const answer = await ask(form.action, new FormData(form));
  begun -= begins;
  if (answer.word === "ok") {
    turn += 1;
    show(answer.html);
    goOn();
  } else if (answer.word === "lost" && UNDER_WAY.includes(state.dataset.state)) goOn(); // longer than ask() waits
  else complain(answer.word);
}

function complain(word) {
  clearTimeout(timer);
  say(TROUBLE[word] || TROUBLE.broken, "said alert alert-warning");
  if (word === "lost") timer = setTimeout(look, EVERY);
}

region.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});
beginIfWanted();
