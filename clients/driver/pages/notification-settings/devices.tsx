import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { UnregisterDeviceDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** All devices that get pushes, also those that one has lost. */
export function Devices({ me, again }: Part) {
  const { telling: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const devices = me.devices?.edges.map(({ node }) => node) ?? []
  const remove = async (deviceId: string) => {
    await sdk.execute(UnregisterDeviceDocument, { input: { deviceId } })
    again()
  }
  return (
    <Card title={texts.devices}>
      {fault && <Fault fault={fault} />}
      {devices.length === 0 && <p className="text-soft">{texts.noDevice}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {devices.map(({ id, kind, name, seenAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <span className="min-w-0">
              <span className="block font-semibold break-words">{name ?? texts.deviceKinds[kind]}</span>
              <span className="block text-sm text-soft">
                {texts.deviceKinds[kind]} · {texts.seen(dayAndClock(seenAt))}
              </span>
            </span>
            <Button busy={busy} onClick={() => void ask(() => remove(id))}>
              {texts.remove}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
