import { createStore } from '../store.ts'

/** The platform has ended the login of whoever is here. The page stays as it is, and its reader is asked to sign in again. */
export const ended = createStore(false)

/** When somebody is signed in again; at once where nothing has ended. */
export const signedInAgain = async (): Promise<void> => {
  while (ended.get()) await new Promise<void>((resolve) => ended.once(resolve))
}
