// Spreadsheets copy a cell that holds a line break or a quote as "…", with the quotes in it doubled. A paste that is
// nothing but such cells loses these quotes; whatever else is pasted stays as it is.
import { formOf } from "./items.js";

const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
const PLAIN = /(?!")[^\t\n]*/y;
const NEEDS_QUOTES = /[\t\n]|""/; // what a spreadsheet puts a cell into quotes for: a lone "word" is somebody's own

export function bindPaste(root) {
  root.addEventListener("paste", (event) => {
    if (!event.target.matches("textarea") || !formOf(event.target)) return;
    const text = withoutQuotes(event.clipboardData.getData("text/plain"));
    // The old command, since it alone leaves the paste to the browser's undo.
    if (text !== null && document.execCommand("insertText", false, text)) event.preventDefault();
  });
}

// The cells as they read in the spreadsheet, or null when there is no quote to take off.
export function withoutQuotes(pasted) {
  const text = pasted.replace(/\r\n?/g, "\n");
  let found = "";
  let unwrapped = false;
  for (let at = 0; ; at += 1) {
    const quoted = match(QUOTED, text, at);
    const plain = quoted || match(PLAIN, text, at);
    if (!plain) return null; // a quote that is not closed where the cell ends: this is no cell
    const opened = quoted && NEEDS_QUOTES.test(quoted[1]);
    found += opened ? quoted[1].replaceAll('""', '"') : plain[0];
    unwrapped = unwrapped || Boolean(opened);
    at += plain[0].length;
    if (at >= text.length) return unwrapped ? found : null;
    found += text[at];
  }
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
