// Sending takes a moment the first time, while the lists are made ready: the button says so, and is not pressed twice.
for (const form of document.querySelectorAll("main form[method=post]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.textContent = "Asking the lists …";
    setTimeout(() => (button.disabled = true));
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
