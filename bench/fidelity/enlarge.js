// Enlarges a picture of the page; the arrows go through its row, pictures or differences, each in the same place.
const dialog = document.querySelector('dialog');
const image = dialog.querySelector('img');
const caption = dialog.querySelector('figcaption');
let row = [];
let at = 0;

function show(index) {
  at = (index + row.length) % row.length;
  const { href, firstElementChild } = row[at];
  image.src = href;
  image.alt = firstElementChild.alt;
  caption.textContent = firstElementChild.alt;
}

addEventListener('click', event => {
  const link = event.target.closest('.row a');
  if (dialog.contains(event.target)) dialog.close();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  row = [...link.closest('.row').querySelectorAll(`a.${link.className}`)];
  dialog.style.setProperty('--shape', link.closest('section').style.getPropertyValue('--shape'));
  show(row.indexOf(link));
  dialog.showModal();
});

dialog.addEventListener('keydown', event => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) show(at + step);
});
