import { useEffect } from 'react'
import { useQuery } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { Card } from '../../../web/ui/card.tsx'
import { SessionShareShownDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** No stream tells a driver of it: it is asked for again this often at most. */
const AGAIN_MS = 15_000

/** What a car may draw where its place shares one connection; nothing elsewhere. What it is said beside the session, so a fault of it shows nothing. */
export function Share({ id, timeZone }: { id: string; timeZone: string }) {
  const { charging: texts } = useTexts()
  const format = useFormat()
  const [{ data }, again] = useQuery({ query: parsed(SessionShareShownDocument), variables: { id } })
  const share = data?.chargingSession?.share
  const isShared = share != null
  useEffect(() => {
    if (!isShared) return
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), AGAIN_MS)
    return () => clearInterval(timer)
  }, [isShared, again])
  if (!share) return null
  return (
    <Card title={texts.share}>
      <p className="text-lg font-bold">
        {share.waitingSince
          ? texts.waits(format.clock(share.waitingSince, timeZone))
          : share.shareA == null
            ? texts.notYet
            : texts.shareIs(format.number(share.shareA, share.shareA % 1 === 0 ? 0 : 1))}
      </p>
      {share.late && <p>{texts.late}</p>}
      <p className="text-sm text-soft">{texts.sharedHint}</p>
    </Card>
  )
}
