import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'
import { useRef, type ReactNode } from 'react'
import { useClient } from 'urql'
import { intentOf } from '../../../web/session/intent.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
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
  // An object of the class String: TypedDocumentString is one.
  // oxlint-disable-next-line typescript/no-wrapper-object-types
  command: String & DocumentTypeDecoration<unknown, Variables<Input>>
  input: Input
  danger?: boolean
  children?: ReactNode
}) {
  const { wish, name, question, command, input, danger = false, children } = props
  const { point: texts } = useTexts()
  const { sdk } = useSession()
  const pages = useClient()
  const { fault, busy, ask } = useAsking()
  const dialog = useRef<HTMLDialogElement>(null)
  const send = () =>
    ask(async () => {
      const intent = intentOf(`command/${wish}`)
      await sdk.execute(parsed(command), { input: { ...input, idempotencyKey: intent.key } })
      intent.done()
      dialog.current?.close()
      // The new one stands in the list from here on, and is followed.
      const asked = { id: input.chargePointId, first: COMMANDS }
      await pages.query(parsed(PointCommandsDocument), asked, { requestPolicy: 'network-only' }).toPromise()
    })
  return (
    <>
      <Button look={danger ? 'danger' : 'plain'} onClick={() => dialog.current?.showModal()}>
        {name}
      </Button>
      <dialog
        ref={dialog}
        aria-label={name}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-line bg-card p-4 text-left whitespace-normal text-ink shadow-lg backdrop:bg-ink/40"
      >
        <div className="flex flex-col gap-4">
          <h2 className="text-lg font-bold">{name}</h2>
          <p>{question}</p>
          {children}
          {fault && <Fault fault={fault} />}
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{texts.cancel}</Button>
            <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void send()}>
              {texts.confirm}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
