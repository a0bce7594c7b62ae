import { brokenSince } from '../graph/connection.ts'
import { useFormat } from '../i18n/format.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Announced } from './announced.tsx'
import { Badge } from './badge.tsx'

/** Whether what is shown follows the platform, and since when not. */
export function LiveBadge() {
  const since = brokenSince.use()
  const { live, reconnectingSince } = useKit()
  const { clock } = useFormat()
  const word = since === null ? live : reconnectingSince(clock(new Date(since)))
  return (
    <>
      <Badge tone={since === null ? 'good' : 'warn'}>{word}</Badge>
      <Announced>{word}</Announced>
    </>
  )
}
