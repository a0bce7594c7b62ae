import { getRouteApi } from '@tanstack/react-router'
import { Choice } from '../../../web/ui/choice.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { useTexts } from '../../texts/index.ts'
import { named } from '../named.ts'
import type { PointSearch } from './filters.ts'

const route = getRouteApi('/points')

export function Filters() {
  const { points: texts, stations, fleet } = useTexts()
  const { q = '', online = '', faulted = '', version = '' } = route.useSearch()
  const go = route.useNavigate()
  const set = (part: PointSearch) => void go({ search: (before) => ({ ...before, ...part }), replace: true })
  const any = { value: '', name: stations.any } as const
  return (
    <div className="mb-4 grid grid-cols-1 gap-3 sm:grid-cols-4">
      <Field label={texts.search} type="search" value={q} onChange={(event) => set({ q: event.target.value || undefined })} />
      <div className="grid grid-cols-3 gap-3 sm:col-span-3">
        <Choice
          label={texts.connection}
          value={online}
          options={[any, { value: 'yes', name: texts.online }, { value: 'no', name: texts.offline }]}
          onChange={(value) => set({ online: value || undefined })}
        />
        <Choice
          label={fleet.faults}
          value={faulted}
          options={[any, { value: 'yes', name: fleet.faulted }]}
          onChange={(value) => set({ faulted: value || undefined })}
        />
        <Choice
          label={texts.version}
          value={version}
          options={[any, ...named(texts.ocpp)]}
          onChange={(value) => set({ version: value || undefined })}
        />
      </div>
    </div>
  )
}
