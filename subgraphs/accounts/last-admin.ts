import { violates } from '#db/faults.ts'
import { refuse } from './errors.ts'

/** Turns what the database says of a platform without an admin into LAST_ADMIN. */
export async function keepingAnAdmin<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (violates(error, 'last_admin'))
      throw refuse('LAST_ADMIN', 'The last admin stays one. Make another admin first.', ['input', 'userId'])
    throw error
  }
}
