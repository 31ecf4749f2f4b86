/** A style sheet as text; the build takes out what only people need. */
declare module '*.css' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: what a file of another kind is imported as.
  export default css
}
