import { everywhere, operation } from './operation.ts'

/** 1.6 §5.3; 2.0.1 C11. */
export const clearCache = operation<object>({
  description: 'Has the charger forget the id tokens that it remembers by itself.',
  actions: everywhere('ClearCache'),
  payload: () => ({}),
  repeatable: true,
})
