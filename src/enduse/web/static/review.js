// The review queue by keyboard: every key does what its button or link does.

const isTyping = (element) => element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
const help = document.getElementById("help");
const keys = document.getElementById("keys");

if (help && keys) {
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
}

const open = document.getElementById("correct");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || keys?.open) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "w") {
    event.preventDefault();
    document.getElementById("why")?.focus();
    return;
  }
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (event.key === "e" && open) {
    open.open = true;
    open.querySelector("input:not([type=hidden])")?.focus();
  } else {
    control.click();
  }
});
