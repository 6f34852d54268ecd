// The two parts `compiled-messages.ts` makes of a catalogue.
declare module '*.json?first' {
  const catalogue: import('./messages.ts').CompiledCatalogue;
  export default catalogue;
}
declare module '*.json?rest' {
  const catalogue: import('./messages.ts').CompiledCatalogue;
  export default catalogue;
}
