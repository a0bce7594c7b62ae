import { useState } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { RegisterDeviceDocument, UnregisterDeviceDocument } from '../../generated/graphql.ts'
import { NoPush, canPush, subscribe, thisDevice, unsubscribe, type PushObstacle } from '../../installed/push.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

/** Messages on this device, from the platform by way of its browser's push service. */
export function PushHere({ me, again, vapidPublicKey }: Part & { vapidPublicKey: string | null }) {
  const { telling: texts } = useTexts()
  const { sdk, reader } = useSession()
  const { fault, busy, ask } = useAsking()
  const [obstacle, setObstacle] = useState<PushObstacle | null>(null)
  const deviceId = me.devices?.edges.map(({ node }) => node.id).find((id) => id === thisDevice.get()) ?? null
  const turnOn = async (key: string) => {
    setObstacle(null)
    const web = await subscribe(key).catch((error: unknown) => {
      if (!(error instanceof NoPush)) throw error
      setObstacle(error.obstacle)
      return null
    })
    if (!web) return
    const { registerDevice } = await sdk.execute(RegisterDeviceDocument, { input: { name: nameOfBrowser(), web } })
    if (reader !== null) thisDevice.set({ id: registerDevice.id, owner: reader })
    again()
  }
  const turnOff = async (id: string) => {
    await sdk.execute(UnregisterDeviceDocument, { input: { deviceId: id } })
    thisDevice.set(null)
    await unsubscribe()
    again()
  }
  if (!vapidPublicKey) return <Card title={texts.push}>{texts.notHere}</Card>
  return (
    <Card title={texts.push}>
      {fault && <Fault fault={fault} />}
      {obstacle && <Notice tone="warn" title={texts[obstacle]} />}
      {deviceId !== null && <p>{texts.pushOn}</p>}
      {deviceId === null && <p className="text-soft">{canPush() ? texts.pushHint : texts.unsupported}</p>}
      {deviceId !== null && (
        <Button className="self-start" busy={busy} onClick={() => void ask(() => turnOff(deviceId))}>
          {texts.turnOff}
        </Button>
      )}
      {deviceId === null && canPush() && (
        <Button className="self-start" look="primary" busy={busy} onClick={() => void ask(() => turnOn(vapidPublicKey))}>
          {texts.turnOn}
        </Button>
      )}
    </Card>
  )
}

/** By what its user knows it again in the list, e.g. "Firefox, Android". */
function nameOfBrowser(): string {
  const { userAgent } = navigator
  const found = (names: readonly string[]) => names.find((name) => userAgent.includes(name))
  const browser = found(['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari']) ?? 'Browser'
  const system = found(['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'])
  return [SPOKEN[browser] ?? browser, system].filter(Boolean).join(', ')
}

const SPOKEN: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' }
