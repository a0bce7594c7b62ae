import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useConfig } from '../../../web/shell/config.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'
import { CopyLine } from './copy-line.tsx'

/** A password that was just made. It stands in the page's memory alone. */
export interface Made {
  station: { id: string; name: string; identity: string }
  /** Null: an earlier answer had it, which did not arrive. */
  password: string | null
}

/** What a technician types into the charger, with the password this once. */
export function Credentials({ made, title, done }: { made: Made; title: string; done?: () => void }) {
  const { credentials: texts } = useTexts()
  const { ocpp } = useConfig()
  const place = useRef<HTMLDivElement>(null)
  // What was pressed is gone or far away.
  useEffect(() => place.current?.focus(), [made])
  const { id, identity } = made.station
  return (
    <div ref={place} tabIndex={-1} className="rounded-lg">
      {made.password === null ? (
        <Notice tone="warn" title={texts.lost}>
          <Link to="/stations/$id" params={{ id }} className={buttonClass()}>
            {texts.toStation}
          </Link>
        </Notice>
      ) : (
        <Notice tone="good" title={title}>
          <p className="font-medium">{texts.once}</p>
          <p>{texts.technician}</p>
          <dl className="flex w-full flex-col gap-3">
            <CopyLine name={texts.address} text={ocpp} />
            <CopyLine name={texts.identity} text={identity} />
            <CopyLine name={texts.password} text={made.password} />
            <CopyLine name={texts.whole} text={`${ocpp}/${encodeURIComponent(identity)}`} />
            <div>
              <dt className="text-sm text-soft">{texts.protocol}</dt>
              <dd>{texts.protocols}</dd>
            </div>
          </dl>
          {done && <Button onClick={done}>{texts.kept}</Button>}
        </Notice>
      )}
    </div>
  )
}
