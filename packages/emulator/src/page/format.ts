const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const number = new Intl.NumberFormat();

/** A time as a list has it: of today the hour, of another day the day. */
export function shortTime(ms: number): string {
  const date = new Date(ms);
  return date.toDateString() === new Date().toDateString() ? time.format(date) : day.format(date);
}

export function fullTime(ms: number): string {
  return Number.isNaN(new Date(ms).getTime()) ? String(ms) : whole.format(ms);
}

export function count(value: number): string {
  return number.format(value);
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${(size / 1000).toFixed(1)} kB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}

/** How far the emulator's time is ahead of this machine's, in milliseconds: it can be set. */
let aheadMs = 0;

/** Takes the emulator's time of now. */
export function setEmulatorTime(now: number): void {
  aheadMs = Math.abs(now - Date.now()) < 2000 ? 0 : now - Date.now();
}

/** How long until a time of the emulator's. */
export function untilText(ms: number): string {
  const seconds = Math.round((ms - Date.now() - aheadMs) / 1000);
  if (seconds <= 0) return 'now';
  if (seconds < 90) return `in ${seconds} s`;
  if (seconds < 5400) return `in ${Math.round(seconds / 60)} min`;
  return `in ${Math.round(seconds / 3600)} h`;
}

/** A value of JSON on lines of its own where it is an object; a text that is JSON too. */
export function pretty(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? '';
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed, null, 2) : value;
  } catch {
    return value;
  }
}

/** `profile_create` as words. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

const CHANNELS: Readonly<Record<string, string>> = {
  email: 'Email',
  push: 'Push',
  twilio: 'SMS',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  in_app: 'In-app',
  inbox: 'Inbox',
  slack: 'Slack',
  webhook: 'Webhook',
};

export function channel(type: string): string {
  return CHANNELS[type] ?? type;
}

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet';

const TONES: Readonly<Record<string, Tone>> = {
  delivered: 'good',
  opened: 'good',
  clicked: 'good',
  converted: 'good',
  done: 'good',
  running: 'good',
  imported: 'good',
  finished: 'good',
  sent: 'info',
  sending: 'info',
  created: 'info',
  failed: 'bad',
  bounced: 'bad',
  spammed: 'bad',
  dropped: 'bad',
  undeliverable: 'bad',
  error: 'bad',
  unsubscribed: 'warn',
  deferred: 'warn',
  waiting: 'warn',
  pending: 'warn',
  attempted: 'warn',
};

/** How good a state is. */
export function toneOf(state: string): Tone {
  return TONES[state] ?? 'quiet';
}

export function toneOfStatus(status: number | null): Tone {
  if (status === null || status === 0 || status >= 500) return 'bad';
  if (status >= 400 || status === 207) return 'warn';
  return status >= 300 ? 'info' : 'good';
}
