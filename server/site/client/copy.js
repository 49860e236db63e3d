/** Buttons with `data-copy="id"` copy the text, or the value, of the element of that id. Without a script they stay hidden. */

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const text = source instanceof HTMLInputElement ? source.value : (source?.textContent ?? '');
  const done = await toClipboard(text.trim());
  const before = button.dataset['label'] ?? button.textContent ?? '';
  button.dataset['label'] = before;
  button.textContent = done ? 'Copied' : 'Press Ctrl+C';
  if (!done && source) select(source);
  setTimeout(() => {
    button.textContent = before;
  }, 1600);
}

/** The clipboard is open to secure pages alone: elsewhere the text is selected instead. @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLElement} element */
function select(element) {
  if (element instanceof HTMLInputElement) element.select();
  else getSelection()?.selectAllChildren(element);
}
