import { EvergraphError } from '../../sdk/errors.ts'
import { Announced } from '../ui/announced.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Fault } from '../ui/fault.tsx'
import { LiveBadge } from '../ui/live-badge.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Stale } from '../ui/stale.tsx'
import { Shelf } from './shelf.tsx'

const CODES = ['NETWORK', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'] as const

/** What the platform says of itself: states, news, faults. */
export function Said() {
  return (
    <>
      <Shelf name="Badges">
        <div className="flex flex-wrap gap-3">
          {(['good', 'busy', 'warn', 'danger', 'quiet'] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <LiveBadge />
        </div>
        <p className="text-sm text-soft">
          What changes by itself is read aloud at most every 15 seconds. <Announced>Nothing has changed.</Announced>
        </p>
      </Shelf>
      <Shelf name="Notices">
        {(['info', 'good', 'warn', 'danger'] as const).map((tone) => (
          <Notice key={tone} tone={tone} title={`A sentence that matters: ${tone}.`}>
            <p className="text-sm">What follows from it.</p>
            <Button>What to do</Button>
          </Notice>
        ))}
        <Notice tone="info" title="Alone" />
      </Shelf>
      <Shelf name="Faults">
        {CODES.map((code) => (
          <Fault key={code} fault={new EvergraphError(code, code)} again={() => undefined} />
        ))}
        <Fault fault={new EvergraphError('LIMIT_REACHED', 'A client has at most 50 versions. Retire old ones.')} />
        <Stale fault={new EvergraphError('NETWORK', '')} since={new Date()} again={() => undefined} />
      </Shelf>
      <Shelf name="Nothing, and not yet">
        <Empty>Nothing yet. Here stands what to do about it.</Empty>
        <Skeleton lines={2} />
      </Shelf>
    </>
  )
}
