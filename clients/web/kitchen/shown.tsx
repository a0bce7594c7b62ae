import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Figure } from '../ui/figure.tsx'
import { Table } from '../ui/table.tsx'
import { Shelf } from './shelf.tsx'

const ROWS = [
  { id: '1', name: 'Springweg', kWh: '12.40', tone: 'good' },
  { id: '2', name: 'A station with a long name in a long street', kWh: '1,204.00', tone: 'danger' },
  { id: '3', name: 'שדרות רוטשילד 🌱 <b>', kWh: '0.00', tone: 'quiet' },
] as const

/** What is shown of things. */
export const Shown = () => (
  <>
    <Shelf name="Figures">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure name="Energy">12.40 kWh</Figure>
        <Figure name="So far">€6.20</Figure>
        <Figure name="Power">49.8 kW</Figure>
        <Figure name="Long">1,234,567.8900 EVC</Figure>
      </dl>
    </Shelf>
    <Shelf name="Cards">
      <Card title="With a name" aside={<Badge tone="good">Free</Badge>}>
        <p>A part of a page.</p>
      </Card>
      <Card title="With a name that is far too long for one line of a phone" aside={<Button>Do it</Button>}>
        <p className="break-all">anunbrokenwordthatiswiderthananyphoneandmustnotmakethepagescrollsideways</p>
      </Card>
      <Card>
        <p>Without a name.</p>
      </Card>
    </Shelf>
    <Shelf name="Tables">
      <Table
        label="Stations"
        rows={ROWS}
        rowKey={({ id }) => id}
        columns={[
          { name: 'Name', cell: ({ name }) => name },
          { name: 'State', cell: ({ tone }) => <Badge tone={tone}>{tone}</Badge> },
          { name: 'Energy (kWh)', number: true, cell: ({ kWh }) => kWh },
        ]}
      />
      <Table label="Without rows" rows={[]} rowKey={String} columns={[{ name: 'Name', cell: () => '' }]} />
    </Shelf>
  </>
)
