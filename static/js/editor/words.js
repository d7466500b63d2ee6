// What the editor says to a person, in one place.
export const SAVING = "保存しています…";
export const saved = (at) => `保存しました ${at}`;
export const NOTHING_TO_SAVE = "すべて保存済みです";
export const NOT_SAVED = "保存できていません";
export const OVERLAP = "ほかの人の保存と重なりました";
export const WAITING = "入力中（まもなく保存します）";
export const unsaved = (count, last) =>
  `保存できていない項目が${count}件あります。${last ? `最後の保存 ${last}` : "まだ一度も保存していません"}`;

// What became of a request that was not answered as hoped: by the word of net.js.
export const WHY = {
  lost: "サーバーにつながりません。記載はこの画面に残っています。つながりしだい自動で保存し直します。",
  signin:
    "サインインの有効期限が切れました。記載はこの画面に残っています。別のタブでサインインし直してから、この画面に戻って「Ctrl＋S」を押してください。",
  gone: "この項目はほかの人が削除したようです。記載はこの画面に残っています。必要なら写してから、画面を開き直してください。",
  broken: "サーバーで問題が起きました。記載はこの画面に残っています。しばらくすると自動で保存し直します。",
};
export const SIGN_IN = "別のタブでサインインする";
export const COPY_TEXT = "記載をコピーする";
export const COPIED = "記載をコピーしました";

export const left = (when) => `${when} に入力した記載が、保存されないままこの端末に残っています。`;
export const RESTORE = "残っている記載に戻す";
export const DISCARD = "捨てる";
export const RESTORED = "残っていた記載に戻しました";

export const THEIRS_USED = "先に保存された記載を表示しました";
export const BOTH_TEXTS = "2つの記載を並べました。直してください。";
export const BOTH_BOXES = "両方の○を合わせました。確かめて直してください。";
export const LOOK_AND_MEND = "先に保存された記載は次のとおりです。見ながら上の欄を直してください。";
export const BETWEEN = "\n――― 先に保存された記載 ―――\n";

export const OPENING = "読み込んでいます…";
export const NOT_OPENED = "読み込めませんでした。";
export const AGAIN = "もう一度読み込む";
export const NOT_DONE = "操作できませんでした。";
export const SAVE_FIRST = "保存できていない項目があるため、操作をしていません。先に保存してください。";
export const WORKING = "処理しています…";
export const nothingLeft = (word) => `${word === "missing" ? "未記入" : "不明"}の項目はありません`;
export const lines = (count) => `今は${count}項目`;
