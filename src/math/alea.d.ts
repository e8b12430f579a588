/** The one generator of seedrandom that the engine uses, from its own file: the package's index brings all of them. */
declare module 'seedrandom/lib/alea.js' {
  interface Generator {
    readonly double: () => number
    readonly int32: () => number
  }
  const alea: (seed: string) => Generator
  export default alea
}
