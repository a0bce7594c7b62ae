import { useRouterState } from '@tanstack/react-router'

/** The address that is shown, to come back to: the path, and what is chosen in it. Without its hash: there stand the secrets of mails. */
export const useHere = (): string => useRouterState({ select: ({ location: { pathname, searchStr } }) => pathname + searchStr })
