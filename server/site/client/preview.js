/** Shares the page by the phone's own sheet, or copies its address. Without a script the button stays hidden. */

const button = document.getElementById('share');
const address = location.origin + location.pathname;

if (button instanceof HTMLButtonElement) {
  const canShare = 'share' in navigator && matchMedia('(pointer: coarse)').matches;
  button.textContent = canShare ? 'Share' : 'Copy link';
  button.hidden = !(canShare || 'clipboard' in navigator);
  button.addEventListener('click', () => void (canShare ? share() : copy(button)));
}

async function share() {
  // whoever closes the sheet again has changed their mind, which is no error
  await navigator.share({ title: document.title, url: address }).catch(() => {});
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  await navigator.clipboard.writeText(address);
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy link';
  }, 1600);
}
