import { LineChart } from '../chart/line-chart.tsx'
import { SeriesChart } from '../chart/series-chart.tsx'
import { useFormat } from '../i18n/format.ts'
import { Shelf } from './shelf.tsx'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const waves = (phase: number) => HOURS.map((hour) => Math.round(30 + 25 * Math.sin(hour / 3 + phase)))

/** Lines, with gaps, alone, and as many as may be. */
export function Charts() {
  const { number } = useFormat()
  const common = { xName: 'Hour', xs: HOURS.map((hour) => `${hour}:00`), yText: (y: number) => number(y), asTable: 'As a table' }
  return (
    <Shelf name="Charts">
      <LineChart
        label="Power (kW)"
        points={waves(0).map((y, x) => ({ x, y }))}
        xName="Hour"
        xText={(x) => `${x}:00`}
        yText={(y) => number(y)}
        asTable="As a table"
      />
      <SeriesChart
        {...common}
        label="Four series"
        series={['First', 'Second', 'Third', 'Fourth'].map((name, i) => ({ name, values: waves(i) }))}
      />
      <SeriesChart
        {...common}
        label="A gap, and two that end close together"
        series={[
          { name: 'With a gap', values: waves(0).map((y, x) => (x > 8 && x < 12 ? null : y)) },
          { name: 'Close', values: waves(0.05) },
        ]}
      />
      <SeriesChart {...common} xs={['0:00']} label="One value" series={[{ name: 'Alone', values: [3] }]} />
      <SeriesChart {...common} label="Nothing but zero" series={[{ name: 'Zero', values: HOURS.map(() => 0) }]} />
    </Shelf>
  )
}
