import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Form } from '../../../web/ui/form.tsx'
import {
  DecideBillCorrectionDocument,
  ProposeBillCorrectionDocument,
  WithdrawBillCorrectionDocument,
  type BillCorrectionState,
  type CorrectionFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { typed } from '../equipment/plug.ts'
import { useIssues } from '../issues.ts'
import type { SessionShown } from './shown.ts'

const TONES: Readonly<Record<BillCorrectionState, Tone>> = {
  PROPOSED: 'busy',
  APPROVED: 'good',
  REJECTED: 'danger',
  WITHDRAWN: 'quiet',
  EXPIRED: 'quiet',
}

/** Another energy for a session: one person proposes it, another decides. */
export function Corrections({ session, again }: { session: SessionShown; again: () => void }) {
  const { sessions: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { needed } = useIssues(fault)
  const [given, setGiven] = useState({ kWh: '', reason: '' })
  const open = session.corrections.some(({ state }) => state === 'PROPOSED')
  const propose = async () => {
    const energy = typed(given.kWh)
    const input = { sessionId: session.id, energyWh: (energy === null ? null : Math.round(energy * 1000)) as number }
    await once(`correction/${session.id}`, (idempotencyKey) =>
      sdk.execute(ProposeBillCorrectionDocument, { input: { ...input, reason: given.reason.trim(), idempotencyKey } }),
    )
    setGiven({ kWh: '', reason: '' })
    again()
  }
  return (
    <Card title={texts.corrections}>
      {session.corrections.length > 0 && (
        <ul className="divide-y divide-line">
          {session.corrections.map((correction) => (
            <Correction key={correction.id} correction={correction} zone={session.station.timeZone} again={again} />
          ))}
        </ul>
      )}
      {!open && (
        <details>
          <summary className="cursor-pointer">{texts.propose}</summary>
          <div className="mt-3 max-w-md">
            <Form save={texts.propose} busy={busy} fault={fault} onSave={() => void ask(propose)}>
              <Field
                label={texts.rightEnergy}
                inputMode="decimal"
                value={given.kWh}
                onChange={(event) => setGiven({ ...given, kWh: event.target.value })}
                fault={needed(given.kWh, 'energyWh')}
              />
              <Field
                label={texts.reason}
                value={given.reason}
                onChange={(event) => setGiven({ ...given, reason: event.target.value })}
                fault={needed(given.reason, 'reason')}
              />
            </Form>
          </div>
        </details>
      )}
    </Card>
  )
}

function Correction(props: { correction: CorrectionFragment; zone: string; again: () => void }) {
  const { correction, zone, again } = props
  const { sessions: texts, correctionState, form } = useTexts()
  const { dayAndClock, kWh } = useFormat()
  const { sdk, reader } = useSession()
  const { id, state, energyBeforeWh, energyWh, reason, proposedAt, proposedBy } = correction
  const decide = (approve: boolean) => async () => {
    await sdk.execute(DecideBillCorrectionDocument, { input: { correctionId: id, approve } })
    again()
  }
  return (
    <li className="flex flex-col items-start gap-2 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={TONES[state]}>{correctionState[state]}</Badge>
        <span>{texts.change(kWh(energyBeforeWh), kWh(energyWh))}</span>
        <span className="text-sm text-soft">{dayAndClock(proposedAt, zone)}</span>
      </div>
      <p dir="auto" className="max-w-full break-words">
        {reason}
      </p>
      {state === 'PROPOSED' &&
        (proposedBy.id === reader ? (
          <>
            <p className="text-sm text-soft">{texts.anotherDecides}</p>
            <AskFirst
              label={texts.withdraw}
              title={texts.withdraw}
              back={form.back}
              onYes={async () => {
                await sdk.execute(WithdrawBillCorrectionDocument, { input: { correctionId: id } })
                again()
              }}
            />
          </>
        ) : (
          <div className="flex flex-wrap gap-3">
            <AskFirst label={texts.approve} title={texts.approve} back={form.back} look="primary" onYes={decide(true)}>
              <p>{texts.approveAsks}</p>
            </AskFirst>
            <AskFirst label={texts.reject} title={texts.reject} back={form.back} onYes={decide(false)} />
          </div>
        ))}
    </li>
  )
}
