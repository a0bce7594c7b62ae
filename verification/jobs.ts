/** The queue of photos to be judged. */
export const JUDGE = 'judge'
/** The queue of photos whose files are to be removed. */
export const REMOVE = 'remove-files'
export const SWEEP = 'sweep'
