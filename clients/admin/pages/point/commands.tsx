import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import {
  PointCommandLiveDocument,
  PointCommandsDocument,
  ResetChargePointDocument,
  TriggerMessageDocument,
  type ChargePointCommandState,
  type CommandShownFragment,
  type TriggeredMessage,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { COMMANDS, CommandButton } from './command-button.tsx'
import type { PointShown } from './shown.ts'

/** What may be asked of a charger, and what came of it, the newest first. */
export function Commands({ point }: { point: PointShown }) {
  const { point: texts } = useTexts()
  const zone = point.station.timeZone ?? undefined
  return (
    <Card title={texts.commands}>
      <div className="flex flex-wrap gap-3">
        <Reset point={point} type="IMMEDIATE" />
        <Reset point={point} type={point.ocppVersion === 'OCPP_1_6' ? 'HARD' : 'ON_IDLE'} />
        <Trigger point={point} />
      </div>
      <View query={PointCommandsDocument} variables={{ id: point.id, first: COMMANDS }}>
        {({ chargePoint }) =>
          chargePoint?.commands.edges.length ? (
            <ul aria-label={texts.lastCommands} className="divide-y divide-line">
              {chargePoint.commands.edges.map(({ node }) => (
                <Command key={node.id} command={node} zone={zone} />
              ))}
            </ul>
          ) : (
            <p className="text-soft">{texts.noCommands}</p>
          )
        }
      </View>
    </Card>
  )
}

function Reset({ point, type }: { point: PointShown; type: 'IMMEDIATE' | 'ON_IDLE' | 'HARD' }) {
  const { resets } = useTexts()
  const { name, question } = resets[type]
  const input = { chargePointId: point.id, type }
  return (
    <CommandButton
      danger
      wish={`${point.id}/reset/${type}`}
      name={name}
      question={question}
      command={ResetChargePointDocument}
      input={input}
    />
  )
}

const OFTEN = ['HEARTBEAT', 'STATUS', 'METER_VALUES', 'BOOT', 'FIRMWARE_STATUS', 'LOG_STATUS'] as const satisfies TriggeredMessage[]

function Trigger({ point }: { point: PointShown }) {
  const { point: texts, triggered } = useTexts()
  const [message, setMessage] = useState<(typeof OFTEN)[number]>('HEARTBEAT')
  return (
    <CommandButton
      wish={`${point.id}/trigger/${message}`}
      name={texts.trigger}
      question={texts.triggerAsks}
      command={TriggerMessageDocument}
      input={{ chargePointId: point.id, message }}
    >
      <Choice
        label={texts.message}
        value={message}
        options={OFTEN.map((value) => ({ value, name: triggered[value] }))}
        onChange={setMessage}
      />
    </CommandButton>
  )
}

const TONES: Readonly<Record<ChargePointCommandState, Tone>> = {
  PENDING: 'busy',
  SENT: 'busy',
  ACCEPTED: 'good',
  REJECTED: 'danger',
  UNSUPPORTED: 'warn',
  FAILED: 'danger',
  UNANSWERED: 'warn',
  EXPIRED: 'quiet',
  CANCELLED: 'quiet',
}

function Command({ command, zone }: { command: CommandShownFragment; zone: string | undefined }) {
  const { point: texts, commandState, commandKind } = useTexts()
  const { moment } = useFormat()
  useLive(PointCommandLiveDocument, { commandId: command.id }, command.settledAt !== null)
  return (
    <li className="flex flex-col gap-1 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-3">
        <strong>{commandKind[command.kind]}</strong>
        <Badge tone={TONES[command.state]}>{commandState[command.state]}</Badge>
        {command.status && <span>{texts.answer(command.status)}</span>}
        <span className="ml-auto text-soft">{moment(command.requestedAt, zone)}</span>
      </div>
      {command.message && <p className="text-soft">{command.message}</p>}
      {command.response && (
        <details>
          <summary className="cursor-pointer text-soft">{texts.wholeAnswer}</summary>
          <pre className="mt-1 rounded-md bg-sunk p-2 text-xs break-all whitespace-pre-wrap">
            {JSON.stringify(command.response, null, 2)}
          </pre>
        </details>
      )}
    </li>
  )
}
