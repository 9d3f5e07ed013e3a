/** Stands for what is named in code that never runs. */
export {};
