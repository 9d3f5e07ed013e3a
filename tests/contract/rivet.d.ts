/** Rivet's types lie beside its code; this resolution mode does not read its `exports`. */
declare module '@zoom/rivet/meetings' {
  export * from '@zoom/rivet/meetings/meetings';
}
