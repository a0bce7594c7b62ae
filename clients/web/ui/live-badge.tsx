import { brokenSince } from '../graph/connection.ts'
import { useFormat } from '../i18n/format.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Badge } from './badge.tsx'

/** Whether what is shown follows the platform, and since when not. */
export function LiveBadge() {
  const since = brokenSince.use()
  const { live, reconnectingSince } = useKit()
  const { clock } = useFormat()
  return since === null ? <Badge tone="good">{live}</Badge> : <Badge tone="warn">{reconnectingSince(clock(new Date(since)))}</Badge>
}
