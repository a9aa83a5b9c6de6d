/** Options of features of the calendar: none. */
export type CalendarOptions = Readonly<Record<never, never>>;
