import type { ReactNode } from 'react'
import { useClient } from 'urql'
import type { Document } from '../../../sdk/document.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { parsed } from '../../../web/graph/parsed.ts'
import { PointCommandsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** How many of the last commands are shown. */
export const COMMANDS = 8

type Wished = { chargePointId: string }
type Variables<Input> = { input: Input & { idempotencyKey: string } }

/** Asks a charger for something, and asks before it does. What comes of it stands among the commands. */
export function CommandButton<Input extends Wished>(props: {
  /** The same wish again is sent with the same key, until it was heard. */
  wish: string
  name: string
  question: string
  command: Document<unknown, Variables<Input>>
  input: Input
  danger?: boolean
  children?: ReactNode
}) {
  const { wish, name, question, command, input, danger = false, children } = props
  const { point: texts } = useTexts()
  const { sdk } = useSession()
  const pages = useClient()
  const send = async () => {
    await once(`command/${wish}`, (idempotencyKey) => sdk.execute(command, { input: { ...input, idempotencyKey } }))
    // The new one stands in the list from here on, and is followed.
    const asked = { id: input.chargePointId, first: COMMANDS }
    await pages.query(parsed(PointCommandsDocument), asked, { requestPolicy: 'network-only' }).toPromise()
  }
  return (
    <AskFirst label={name} title={name} yes={texts.confirm} back={texts.cancel} look={danger ? 'danger' : 'plain'} onYes={send}>
      <p>{question}</p>
      {children}
    </AskFirst>
  )
}
