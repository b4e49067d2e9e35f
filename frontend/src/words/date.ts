const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const DAY = 86_400_000;

function moment(start: string, day: number): Date {
  return new Date(Date.parse(`${start.slice(0, 10)}T00:00:00Z`) + Math.floor(day) * DAY);
}

function month(moment: Date): string {
  return MONTHS[moment.getUTCMonth()] ?? '';
}

/** The date of a day of the run (of a fraction of one, the day that it belongs to): `date("2022-02-24", 77)` is "12 May 2022". */
export function date(start: string, day: number): string {
  const at = moment(start, day);
  if (Number.isNaN(at.getTime())) return `day ${Math.floor(day)}`;
  return `${at.getUTCDate()} ${month(at)} ${at.getUTCFullYear()}`;
}

/** The date without its year, for axes: "12 May". */
export function shortDate(start: string, day: number): string {
  const at = moment(start, day);
  if (Number.isNaN(at.getTime())) return `day ${Math.floor(day)}`;
  return `${at.getUTCDate()} ${month(at).slice(0, 3)}`;
}

/** The day of a run that a date is: `dayOf("2022-02-24", "2022-03-06")` is 10. */
export function dayOf(start: string, date: string): number {
  return Math.round((moment(date, 0).getTime() - moment(start, 0).getTime()) / DAY);
}

/** The date of a day of the run as data: `isoDate("2022-02-24", 10)` is "2022-03-06". */
export function isoDate(start: string, day: number): string {
  return moment(start, day).toISOString().slice(0, 10);
}
