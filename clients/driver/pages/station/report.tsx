import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { controlClass } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { ReportFaultDocument, type ConnectorStandard, type FaultKind } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

interface Evse {
  number: number
  connectors: readonly { id: string; standard: ConnectorStandard }[]
}

/** Tells the operator that something is wrong. */
export function Report({ evses }: { evses: readonly Evse[] }) {
  const { place: texts } = useTexts()
  return (
    <Card title={texts.report}>
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center sm:min-h-9">{texts.reportOpen}</summary>
        <SignedIn>
          <ReportForm evses={evses} />
        </SignedIn>
      </details>
    </Card>
  )
}

function ReportForm({ evses }: { evses: readonly Evse[] }) {
  const { place: texts, station, plug } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const id = useId()
  const connectors = evses.flatMap(({ number, connectors: own }) =>
    own.map((connector) => ({ value: connector.id, name: `${station.connector(number)} · ${plug[connector.standard]}` })),
  )
  const [connectorId, setConnectorId] = useState(connectors[0]?.value ?? '')
  const [kind, setKind] = useState<FaultKind>('DOES_NOT_START')
  const [sent, setSent] = useState(false)
  const send = (form: FormData, element: HTMLFormElement) => {
    setSent(false)
    void ask(async () => {
      await sdk.execute(ReportFaultDocument, { input: { connectorId, kind, text: filled(form, 'text') ?? '' } })
      element.reset()
      setSent(true)
    })
  }
  const wrong = faultAt(fault, 'text')
  return (
    <div className="flex flex-col gap-3 pt-2">
      <Form save={texts.send} busy={busy} fault={fault} onSave={send}>
        {connectors.length > 1 && <Choice label={texts.which} value={connectorId} options={connectors} onChange={setConnectorId} />}
        <Choice
          label={texts.what}
          value={kind}
          options={FAULT_KINDS.map((value) => ({ value, name: texts.faultKinds[value] }))}
          onChange={setKind}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-sm font-medium">
            {texts.words}
          </label>
          <textarea
            id={id}
            name="text"
            rows={3}
            aria-invalid={wrong === undefined ? undefined : true}
            aria-describedby={wrong === undefined ? undefined : `${id}-fault`}
            className={`${controlClass} py-2`}
          />
          {wrong && (
            <p id={`${id}-fault`} className="text-sm text-danger">
              {wrong}
            </p>
          )}
        </div>
      </Form>
      {sent && <Notice tone="good" title={texts.sent} />}
      <Link to="/fault-reports" className="inline-flex min-h-11 items-center text-brand underline sm:min-h-0">
        {texts.myReports}
      </Link>
    </div>
  )
}

const FAULT_KINDS = [
  'DOES_NOT_START',
  'BROKEN',
  'BLOCKED',
  'PAYMENT',
  'WRONG_DATA',
  'OTHER',
] as const satisfies readonly FaultKind[]
