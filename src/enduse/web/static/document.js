// Choosing a field marks its words in the text; choosing words in the text shows their statement's card.

const text = document.querySelector(".text");
const cards = [...document.querySelectorAll("[data-card]")];

const light = (mark) => {
  for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
  const found = [...text.querySelectorAll("[data-w]")].filter((piece) => piece.dataset.w.split(" ").includes(mark));
  for (const piece of found) piece.classList.add("lit");
  found[0]?.scrollIntoView({ block: "center" });
};

const choose = (number) => {
  for (const card of cards) card.classList.toggle("chosen", card.dataset.card === number);
  const card = document.getElementById(`card-${number}`);
  if (card) card.parentElement.scrollTo({ top: card.offsetTop - card.parentElement.offsetTop - 12 });
};

for (const field of document.querySelectorAll("[data-mark]")) {
  field.addEventListener("click", (event) => {
    event.preventDefault();
    light(field.dataset.mark);
    choose(field.closest("[data-card]").dataset.card);
  });
}

text?.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-s]");
  if (mark) choose(mark.dataset.s.split(" ").at(-1));
});

const showTarget = () => {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const mark = target?.closest("[data-s]") ?? target?.nextElementSibling;
  if (mark?.dataset?.s) choose(mark.dataset.s.split(" ").at(-1));
};
addEventListener("hashchange", showTarget);
showTarget();
