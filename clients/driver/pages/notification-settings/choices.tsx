import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { UpdatePreferencesDocument, type NotificationChannel } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

type Choice = NonNullable<Part['me']['preferences']>['notifications'][number]

/** Each kind by each channel. A press is saved at once, and comes back where it is refused. */
export function Choices({ me }: Pick<Part, 'me'>) {
  const { telling: texts } = useTexts()
  const { fault, busy, ask } = useAsking()
  const { sdk, roles } = useSession()
  const isOnlyDriver = roles.every((role) => role === 'DRIVER')
  const [choices, setChoices] = useState(me.preferences?.notifications ?? [])
  // SMS go to a number that was proven. Before, there is nothing to choose.
  const channels: readonly NotificationChannel[] = me.phone ? ['EMAIL', 'PUSH', 'SMS'] : ['EMAIL', 'PUSH']
  // Who runs nothing is told nothing of it.
  const shown = choices.filter(({ kind }) => kind !== 'OPERATION' || !isOnlyDriver)
  const choose = ({ kind, channel }: Choice, wanted: boolean) => {
    const before = choices
    setChoices(choices.map((each) => (each.kind === kind && each.channel === channel ? { ...each, wanted } : each)))
    void ask(async () => {
      try {
        await sdk.execute(UpdatePreferencesDocument, { input: { notifications: [{ kind, channel, wanted }] } })
      } catch (error) {
        setChoices(before)
        throw error
      }
    })
  }
  return (
    <Card title={texts.choices}>
      {fault && <Fault fault={fault} />}
      <ul className="flex flex-col divide-y divide-line">
        {[...Map.groupBy(shown, ({ kind }) => kind)].map(([kind, of]) => (
          <li key={kind} className="flex flex-col gap-x-6 gap-y-1 py-3 sm:flex-row sm:items-center sm:justify-between">
            <span className="min-w-0">
              <span className="block font-semibold">{texts.kinds[kind].name}</span>
              <span className="block text-sm text-soft">{texts.kinds[kind].about}</span>
            </span>
            <span className="flex shrink-0 flex-wrap gap-x-6">
              {of
                .filter(({ channel }) => channels.includes(channel))
                .map((choice) => (
                  <OneChoice key={choice.channel} choice={choice} busy={busy} onChoose={(wanted) => choose(choice, wanted)} />
                ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function OneChoice({ choice, busy, onChoose }: { choice: Choice; busy: boolean; onChoose: (wanted: boolean) => void }) {
  const { telling: texts } = useTexts()
  const channel = texts.channels[choice.channel]
  return (
    <label className="flex min-h-11 items-center gap-2 sm:min-h-9">
      <input
        type="checkbox"
        checked={choice.wanted}
        disabled={choice.fixed}
        aria-label={texts.by(texts.kinds[choice.kind].name, channel)}
        aria-busy={busy || undefined}
        onChange={(event) => !busy && onChoose(event.target.checked)}
        className="size-5 accent-brand"
      />
      <span>{choice.fixed ? `${channel}, ${texts.always}` : channel}</span>
    </label>
  )
}
