// Stands inline at the top of each page that can be read as it is (scripts/write-wanted.mjs puts it there). The page's own
// scripts run when there is something for them to do: saved work to show, a learner who points, touches, scrolls or
// types, or a few quiet seconds. Until then a phone's processor has only the text to lay out.
// What the learner does before the scripts have taken over is kept, and done again then: no click is lost, nor a word typed.
(() => {
  const QUIET_MS = 4000;
  const DATABASE = 'argocd-day-by-day';
  const SIGNS = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'];
  const passive = { capture: true, passive: true };

  let asked = false;
  function run() {
    if (asked) return;
    asked = true;
    for (const sign of SIGNS) removeEventListener(sign, run, passive);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', insert);
    else insert();
  }

  /** Says to Next's scripts what they need to know of the page, then has them run. */
  function insert() {
    self.__next_f = [];
    for (const { textContent } of document.querySelectorAll('script[data-flight]')) {
      self.__next_f.push(JSON.parse(textContent));
    }
    for (const waiting of document.querySelectorAll('script[data-wanted]')) {
      const script = document.createElement('script');
      script.async = true;
      script.src = waiting.dataset.wanted;
      if (waiting.id) script.id = waiting.id;
      waiting.replaceWith(script);
    }
  }

  /** What was done so far, in its order: which element, and how it is done again. */
  let early = [];

  function keepClick(event) {
    const button = event.target.closest?.('button');
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    early.push({ target: button, again: () => button.click() });
  }

  function keepInput({ target }) {
    const { type, checked, value } = target;
    const again =
      type === 'radio' || type === 'checkbox' ? () => choose(target, checked) : () => write(target, value);
    early = [...early.filter((one) => !isSame(one.target, target)), { target, again }];
  }

  /** Of a field, and of the choices that exclude each other, only the last word counts. */
  const isSame = (one, other) => one === other || (one.type === 'radio' && one.name === other.name);

  // React takes a field as it finds it for known, and hears only of what differs from that.
  function choose(field, checked) {
    field.checked = !checked;
    field.click();
  }

  function write(field, value) {
    field.value = '';
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
    set.call(field, value);
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  async function handOver() {
    removeEventListener('click', keepClick, true);
    removeEventListener('input', keepInput, true);
    for (const { again } of early) {
      again();
      // What follows may need what this has changed: a button that waits for an answer.
      await new Promise((done) => setTimeout(done));
    }
    document.documentElement.dataset.scripts = 'running';
  }

  for (const sign of SIGNS) addEventListener(sign, run, passive);
  addEventListener('click', keepClick, true);
  addEventListener('input', keepInput, true);
  addEventListener('page-ready', handOver, { once: true });

  const hasWork = (databases) => databases.some(({ name }) => name === DATABASE);
  if (globalThis.indexedDB?.databases) {
    indexedDB.databases().then(
      (databases) => hasWork(databases) && run(),
      (error) => console.info('What this browser keeps cannot be listed:', error),
    );
  } else run();

  function fetchAhead({ dataset }) {
    const ahead = document.createElement('link');
    ahead.rel = 'prefetch';
    ahead.href = dataset.wanted;
    document.head.append(ahead);
  }

  addEventListener('load', () => {
    // Each in a task of its own, so that nothing that the learner does waits for all of them.
    for (const waiting of document.querySelectorAll('script[data-wanted]'))
      setTimeout(fetchAhead, 0, waiting);
    setTimeout(run, QUIET_MS);
  });
})();
