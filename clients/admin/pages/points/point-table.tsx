import { Link } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useLive } from '../../../web/graph/view.tsx'
import { VirtualTable } from '../../../web/list/virtual-table.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { StationsPageLiveDocument, type PointListedFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { EVSE_TONES } from '../station/shown.ts'
import { worstOf } from './worst.ts'

export type Point = PointListedFragment

interface Props {
  points: readonly Point[]
  more: (() => void) | null
  selected: ReadonlySet<string>
  select: (ids: ReadonlySet<string>) => void
}

/** Rows are watched by the hundred, and those alone of which some are drawn. */
const WATCHED = 100

/** Charge points as they are now; what is not seen is not followed. */
export function PointTable({ points, more, selected, select }: Props) {
  const { points: texts, fleet, evseStatus } = useTexts()
  const [[first, last], setDrawn] = useState<readonly [number, number]>([0, 0])
  const drawn = useCallback((from: number, to: number) => setDrawn([from, to]), [])
  const columns = useMemo(
    () => [
      {
        name: fleet.select,
        width: 'w-20',
        cell: ({ id, identity }: Point) => (
          <label className="flex size-11 items-center justify-center">
            <input
              type="checkbox"
              className="size-4"
              aria-label={`${fleet.select}: ${identity}`}
              checked={selected.has(id)}
              onChange={() =>
                select(selected.has(id) ? new Set([...selected].filter((each) => each !== id)) : new Set([...selected, id]))
              }
            />
          </label>
        ),
      },
      {
        name: texts.identity,
        width: 'w-40',
        cell: ({ id, identity }: Point) => (
          <Link to="/points/$id" params={{ id }} className="font-semibold text-brand underline">
            {identity}
          </Link>
        ),
      },
      {
        name: texts.connection,
        width: 'w-36',
        cell: ({ station }: Point) => (
          <Badge tone={station.online ? 'good' : 'danger'}>{station.online ? texts.online : texts.offline}</Badge>
        ),
      },
      {
        name: fleet.state,
        width: 'w-40',
        cell: ({ station }: Point) => {
          const worst = worstOf(station.evses)
          return worst && <Badge tone={EVSE_TONES[worst]}>{evseStatus[worst]}</Badge>
        },
      },
      { name: texts.station, width: 'w-56', cell: ({ station }: Point) => <bdi>{`${station.name}, ${station.city}`}</bdi> },
      { name: texts.version, width: 'w-20', cell: ({ ocppVersion }: Point) => (ocppVersion ? texts.ocpp[ocppVersion] : '–') },
      {
        name: texts.model,
        width: 'w-48',
        cell: ({ vendor, model }: Point) => [vendor, model].filter(Boolean).join(' ') || '–',
      },
      { name: texts.firmware, width: 'w-28', cell: ({ firmware }: Point) => firmware ?? '–' },
    ],
    [texts, fleet, evseStatus, selected, select],
  )
  const chunks = Array.from(
    { length: Math.floor(last / WATCHED) - Math.floor(first / WATCHED) + 1 },
    (_, index) => Math.floor(first / WATCHED) + index,
  )
  return (
    <>
      {chunks.map((chunk) => (
        <Watch key={chunk} points={points.slice(chunk * WATCHED, (chunk + 1) * WATCHED)} />
      ))}
      <VirtualTable<Point>
        label={texts.title}
        columns={columns}
        rows={points}
        rowKey={({ id }) => id}
        total={more === null ? points.length : null}
        onEnd={more}
        onDrawn={drawn}
      />
    </>
  )
}

function Watch({ points }: { points: readonly Point[] }) {
  useLive(StationsPageLiveDocument, { input: { stationIds: points.map(({ station }) => station.id) } }, points.length === 0)
  return null
}
