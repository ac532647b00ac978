/** Where the server says what went wrong on its side: a sentence, and the error if there is one. */
export type Log = (sentence: string, error?: unknown) => void;
