// What the parts of the agenda's editor share: where things stand on its page, and how they tell each other.
export const STEP = 15; // minutes
export const FINE_STEP = 5;

export const board = () => document.getElementById("agenda-board");
export const sheet = () => document.getElementById("agenda-sheet");
export const bar = () => document.getElementById("agenda-bar");
export const entryOf = (node) => node?.closest?.("[data-entry]") ?? null;
export const entryNamed = (pk) => document.getElementById(`entry-${pk}`);
export const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

// What the clocks of the place show at that minute of the day, in a night of summer time as well.
export function clock(minute) {
  const { begin, zone } = board().dataset;
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat("en-GB", options).format(Number(begin) + minute * 60000);
}
