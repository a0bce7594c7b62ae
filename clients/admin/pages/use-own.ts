import { useSession } from '../../web/session/session.tsx'

/** Whose stations are looked at: an operator's own, and everybody's for an admin. */
export function useOwn(): { operatorId?: string } {
  const { reader, roles } = useSession()
  return reader === null || roles.includes('ADMIN') ? {} : { operatorId: reader }
}
