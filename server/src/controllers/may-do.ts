import { z } from 'zod';

type Ability = { can: (action: string) => unknown };

const stateSchema = z.looseObject({
  userAbility: z.custom<Ability>(
    (ability) =>
      typeof ability === 'object' &&
      ability !== null &&
      typeof Reflect.get(ability, 'can') === 'function'
  ),
});

/** Whether who asks in the admin panel holds a permission beside the one the route asks for. */
export const mayDo = ({ state }: { state: unknown }, action: string): boolean => {
  const parsed = stateSchema.safeParse(state);
  return parsed.success && parsed.data.userAbility.can(action) === true;
};
