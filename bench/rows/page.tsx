import '../../clients/web/tokens.css'
import { memo, useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { VirtualTable } from '../../clients/web/list/virtual-table.tsx'
import { Badge } from '../../clients/web/ui/badge.tsx'
import { Table } from '../../clients/web/ui/table.tsx'

interface Row {
  id: string
  name: string
  isFree: boolean
}

const COUNT = 2_000
const CHANGES_A_SECOND = 50

const cells = [
  { name: 'Point', width: 'w-40', cell: ({ name }: Row) => name },
  {
    name: 'State',
    width: 'w-40',
    cell: ({ isFree }: Row) => <Badge tone={isFree ? 'good' : 'warn'}>{isFree ? 'Free' : 'Charging'}</Badge>,
  },
  ...['Station', 'Model', 'Firmware'].map((name) => ({ name, width: 'w-40', cell: ({ id }: Row) => `${name} ${id}` })),
]

const Ours = memo(VirtualTable<Row>)
const Plain = memo(Table<Row>)

/** 2,000 rows of which another one changes each fiftieth of a second, as the cache gives them: the changed row is another object, and so is the list. */
function Page({ isPlain }: { isPlain: boolean }) {
  const [rows, setRows] = useState(() =>
    Array.from({ length: COUNT }, (_, n): Row => ({ id: String(n), name: `POINT-${n}`, isFree: true })),
  )
  useEffect(() => {
    let at = 0
    const timer = setInterval(() => {
      // Of each ten changes one is among the first rows, which are seen.
      at += 1
      const changed = at % 10 === 0 ? at % 20 : (at * 37) % COUNT
      setRows((all) => all.map((row, n) => (n === changed ? { ...row, isFree: !row.isFree } : row)))
      Object.assign(globalThis, { changes: at })
    }, 1_000 / CHANGES_A_SECOND)
    return () => clearInterval(timer)
  }, [])
  const shared = useMemo(() => ({ label: 'Points', columns: cells, rowKey: ({ id }: Row) => id }), [])
  return isPlain ? <Plain {...shared} rows={rows} /> : <Ours {...shared} rows={rows} total={COUNT} />
}

createRoot(document.body).render(<Page isPlain={location.hash === '#plain'} />)
