import { useEffect } from 'preact/hooks';
import { navigate } from './router.js';

/** Where `g` and a second key go. */
const SECTION_KEYS: Readonly<Record<string, string>> = {
  m: 'messages',
  p: 'people',
  r: 'requests',
  w: 'webhooks',
  f: 'faults',
  o: 'objects',
  e: 'events',
  s: 'segments',
};

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-row]')];

/** Moves the focus to the next row of the list, or the one before; where an item is open, opens that row. */
function move(step: 1 | -1): void {
  const all = rows();
  const focused = all.indexOf(document.activeElement as HTMLAnchorElement);
  const open = all.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const from = focused >= 0 ? focused : open;
  const next = all[from < 0 ? (step > 0 ? 0 : all.length - 1) : from + step];
  if (!next) return;
  next.focus();
  if (open >= 0) next.click();
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The keys that work everywhere but where text is typed. `onHelp` opens the list of them. */
export function useKeyboard(onHelp: () => void): void {
  useEffect(() => {
    let isGoing = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape') return leave(event);
      if (isTyping(event)) return;
      if (isGoing) {
        isGoing = false;
        const section = SECTION_KEYS[event.key];
        if (section) {
          event.preventDefault();
          navigate(`#/${section}`);
        }
        return;
      }
      switch (event.key) {
        case 'j':
          move(1);
          break;
        case 'k':
          move(-1);
          break;
        case '/':
          document.querySelector<HTMLInputElement>('#search')?.focus();
          break;
        case '?':
          onHelp();
          break;
        case 'g':
          isGoing = true;
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onHelp]);
}

/** Leaves a search for its list, and an item for its row. */
function leave(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement && event.target.id === 'search') {
    const [first] = rows();
    if (first) first.focus();
    else event.target.blur();
    return;
  }
  const open = document.querySelector<HTMLAnchorElement>('[data-row][aria-current="true"]');
  const close = document.querySelector<HTMLAnchorElement>('[data-close]');
  if (!close) return;
  close.click();
  open?.focus();
}
