import { ask } from './ask.js';
import { paint } from './editor.js';
import { tellFacts } from './facts.js';
import { troubleOf, troubleOfText } from './faults.js';
import { byId, element } from './page.js';

/**
 * @typedef {{ name: string, title: string, text: string, picture?: { width: number, height: number } }} Example
 * @typedef {import('./faults.js').Trouble} Trouble
 */

const scene = byId('scene', HTMLTextAreaElement);
const ink = byId('ink', HTMLElement);
const faults = byId('faults', HTMLElement);
const frame = byId('frame', HTMLImageElement);
const stage = byId('stage', HTMLElement);
const busy = byId('busy', HTMLElement);
const views = byId('views', HTMLElement);
const choice = byId('example', HTMLSelectElement);
const key = document.getElementById('key');
/** @type {Example[]} */
const examples = JSON.parse(byId('examples', HTMLElement).textContent ?? '[]');

/** What was written survives a reload. */
const drafts = 'darkroom.scene';
const keys = 'darkroom.key';

let running = new AbortController();

function keyGiven() {
  return key instanceof HTMLInputElement ? key.value.trim() : '';
}

/** @param {Trouble | undefined} trouble */
function show(trouble) {
  const spans = trouble?.faults.flatMap(({ span }) => span ?? []) ?? [];
  paint(ink, scene.value, spans);
  faults.hidden = !trouble;
  if (!trouble) return;
  const list = element('ul');
  for (const { pointer, detail, span } of trouble.faults) {
    const button = element('button');
    button.append(element('code', pointer || '/'), ` ${detail}`);
    button.addEventListener('click', () => {
      scene.focus();
      if (span) scene.setSelectionRange(span.start, span.end);
    });
    const item = element('li');
    item.append(button);
    list.append(item);
  }
  const more = element('p');
  more.className = 'more';
  if (trouble.code) {
    const link = document.createElement('a');
    link.href = `/docs#${trouble.code}`;
    link.textContent = `What ${trouble.code} means`;
    more.append(link, ` · request ${trouble.requestId}`);
  }
  faults.replaceChildren(element('strong', trouble.detail), list, ...wayToKey(trouble), more);
  faults.scrollIntoView({ block: 'nearest' });
}

/** @param {string} code */
function isOfKey(code) {
  return code === 'key_missing' || code === 'key_invalid';
}

/** Where it is the key that is missing or wrong: the way to its field. @param {Trouble} trouble */
function wayToKey({ code }) {
  if (!key || !isOfKey(code)) return [];
  const button = element('button', 'Enter the key');
  button.className = 'key';
  button.addEventListener('click', () => key.focus());
  return [button];
}

function tellCurl() {
  const quoted = scene.value.trim().replaceAll("'", `'\\''`);
  const auth = key ? ` \\\n  -H "authorization: Bearer $KEY"` : '';
  byId('curl', HTMLElement).textContent =
    `curl ${location.origin}/renders${auth} \\\n  -H 'content-type: application/json' \\\n  -d '${quoted}'`;
}

function edited() {
  show(undefined);
  tellCurl();
  localStorage.setItem(drafts, scene.value);
  const own = examples.find(({ text }) => text === scene.value);
  choice.value = own?.name ?? '';
  if (!own && location.hash) history.replaceState(null, '', location.pathname);
}

async function render() {
  running.abort();
  const trouble = troubleOfText(scene.value);
  if (trouble) return show(trouble);
  const mine = (running = new AbortController());
  const text = scene.value;
  wait(mine.signal);
  try {
    const answer = await ask(text, keyGiven(), mine.signal);
    if ('problem' in answer) return refuse(troubleOf(text, answer.problem));
    key?.removeAttribute('aria-invalid');
    show(undefined);
    showFrames(answer.render);
    tellFacts(answer.render, answer.stored, answer.ms);
  } catch (error) {
    if (!mine.signal.aborted) throw error;
  } finally {
    mine.abort();
  }
}

/** @param {Trouble} trouble */
function refuse(trouble) {
  show(trouble.code === 'key_missing' ? { ...trouble, detail: 'This service asks for a key.' } : trouble);
  if (!key || !isOfKey(trouble.code)) return;
  key.setAttribute('aria-invalid', 'true');
  key.focus();
}

/** Counts the seconds until the signal ends it. @param {AbortSignal} signal */
function wait(signal) {
  const started = performance.now();
  const tell = () => {
    busy.textContent = `Rendering… ${((performance.now() - started) / 1000).toFixed(1)} s`;
  };
  tell();
  busy.hidden = false;
  stage.classList.add('waiting');
  stage.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  const timer = setInterval(tell, 100);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    busy.hidden = true;
    stage.classList.remove('waiting');
  });
}

/** @param {import('./ask.js').Render} render */
function showFrames({ id, frames }) {
  const [first] = frames;
  if (!first) return;
  /** @param {import('./ask.js').Frame} one */
  const choose = one => {
    // by its path alone: the URL in the answer may be of another origin
    showPicture(`/renders/${id}/${one.name}`, one, one.name);
    for (const button of views.children)
      button.setAttribute('aria-pressed', String(button.textContent === viewOf(one.name)));
  };
  views.hidden = frames.length < 2;
  views.replaceChildren(
    ...frames.map(one => {
      const button = element('button', viewOf(one.name));
      button.addEventListener('click', () => choose(one));
      return button;
    }),
  );
  choose(first);
}

/** @param {string} src @param {{ width: number, height: number }} size @param {string} alt */
function showPicture(src, { width, height }, alt) {
  Object.assign(frame, { src, width, height, alt, hidden: false });
  byId('empty', HTMLElement).hidden = true;
}

/** @param {string} name */
function viewOf(name) {
  return name.replace(/\.\w+$/, '');
}

/** Takes an example; its picture is shown before it is drawn, where there is one. @param {Example} example */
function take({ name, title, text, picture }) {
  running.abort();
  scene.value = text;
  edited();
  byId('facts', HTMLElement).hidden = true;
  views.hidden = true;
  if (picture) showPicture(`/pages/${name}.webp`, picture, title);
  byId('scene', HTMLElement).parentElement?.parentElement?.scrollTo(0, 0);
}

function begin() {
  const asked = examples.find(({ name }) => `#${name}` === location.hash);
  const draft = localStorage.getItem(drafts);
  const [first] = examples;
  const own = examples.find(({ text }) => text === draft);
  if (asked ?? own) take(/** @type {Example} */ (asked ?? own));
  else if (draft) {
    scene.value = draft;
    edited();
  } else if (first) take(first);
}

scene.addEventListener('input', edited);
byId('render', HTMLButtonElement).addEventListener('click', () => void render());
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void render();
});
choice.addEventListener('change', () => {
  const chosen = examples.find(({ name }) => name === choice.value);
  if (!chosen) return;
  history.replaceState(null, '', `#${chosen.name}`);
  take(chosen);
});
addEventListener('hashchange', begin);
if (key instanceof HTMLInputElement) {
  key.value = sessionStorage.getItem(keys) ?? '';
  key.addEventListener('input', () => sessionStorage.setItem(keys, keyGiven()));
}
begin();
