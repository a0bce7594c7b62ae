import { useState } from 'react'
import { useQuery } from 'urql'
import { parsed } from '../../web/graph/parsed.ts'
import { View } from '../../web/graph/view.tsx'
import { Choice } from '../../web/ui/choice.tsx'
import { Field } from '../../web/ui/field.tsx'
import { StationChoicesDocument, StationNameDocument } from '../generated/graphql.ts'
import { useTexts } from '../texts/index.ts'
import { useOwn } from './use-own.ts'

/** So many stations are in one list. Where there are more, they are found by their name. */
const CHOICES = 50

/** One of the reader's stations. `none`: what it is called that none is chosen. */
export function StationChoice(props: { label: string; none: string; value: string; onChange: (stationId: string) => void }) {
  const { label, none, value, onChange } = props
  const { stations: texts } = useTexts()
  const own = useOwn()
  const [wanted, setWanted] = useState('')
  // One that an address brought, or that was chosen from another list, has its name too.
  const [{ data: chosen }] = useQuery({ query: parsed(StationNameDocument), variables: { id: value }, pause: value === '' })
  const filter = { ...own, ...(wanted.trim() !== '' && { nameContains: wanted.trim() }) }
  return (
    <View query={StationChoicesDocument} variables={{ filter, first: CHOICES }}>
      {({ stations: { edges, pageInfo } }) => {
        const found = edges.map(({ node: { id, name } }) => ({ value: id, name }))
        const missing = value !== '' && !found.some((one) => one.value === value)
        return (
          <div className="flex min-w-0 flex-col gap-3">
            {(pageInfo.hasNextPage || wanted !== '') && (
              <Field label={texts.search} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
            )}
            <Choice
              label={label}
              value={value}
              options={[{ value: '', name: none }, ...(missing ? [{ value, name: chosen?.station?.name ?? '…' }] : []), ...found]}
              onChange={onChange}
            />
          </div>
        )
      }}
    </View>
  )
}
