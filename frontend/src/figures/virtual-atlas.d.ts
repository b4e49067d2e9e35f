declare module 'virtual:atlas' {
  /** Topology as JSON: objects `countries`, `borders` and `disputed`. */
  const text: string;
  export default text;
}
