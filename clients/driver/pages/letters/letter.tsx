import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'
import { useLetterToken } from './letter-token.ts'

interface Props {
  /** What pressing the button does. */
  action: string
  done: string
  /** Where to go then. */
  onward: { to: string; name: string }
  confirm: (token: string) => Promise<unknown>
}

/**
 * A link of a letter that asks for one press: programs that look into mails open links, and must confirm nothing. The token is read before its reader is asked
 * to sign in, because the address that leads back has none.
 */
export function Letter({ page, ...rest }: Props & { page: string }) {
  const letter = useLetterToken(page)
  return (
    <SignedIn>
      <Confirm {...rest} {...letter} />
    </SignedIn>
  )
}

function Confirm({ token, used, action, done, onward, confirm }: Props & ReturnType<typeof useLetterToken>) {
  const { fault, busy, ask } = useAsking()
  const [isDone, setDone] = useState(false)
  const press = (given: string) =>
    void ask(async () => {
      await confirm(given)
      used()
      setDone(true)
    })
  if (token === null) return <NoToken />
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      {fault && <Fault fault={fault} />}
      {isDone ? (
        <Notice tone="good" title={done}>
          <Link to={onward.to} className="text-brand underline">
            {onward.name}
          </Link>
        </Notice>
      ) : (
        <Button look="primary" busy={busy} onClick={() => press(token)}>
          {action}
        </Button>
      )}
    </div>
  )
}

/** Somebody has opened the page without its link, or a program has cut it. */
export function NoToken({ children }: { children?: ReactNode }) {
  const { letters: texts } = useTexts()
  return (
    <Notice tone="warn" title={texts.noToken}>
      {children}
    </Notice>
  )
}
