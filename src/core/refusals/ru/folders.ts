import type { FOLDERS_REFUSALS } from '../folders.ts';

export const FOLDERS_IN_RUSSIAN = {
  folder_not_found: 'Группа {id} не найдена',
  folder_unknown: 'группа {id} не найдена',
  folder_unknown_in_organization: 'группа {id} не найдена в организации {organizationId}',
  folder_elsewhere: 'группа {id} не относится к организации {organizationId}',
  folder_too_deep: 'вложенность групп не больше 32',
  root_folder_stays: 'корневую группу удалить нельзя',
  root_folder_unmoved: 'корневую группу нельзя переместить',
  folder_into_itself: 'группу нельзя поместить в саму себя или внутрь вложенной в неё',
  beside_root_folder: 'рядом с корневой группой ничего быть не может',
  folders_closed: 'Вы не можете менять группы организации {id}',
  folder_grant_not_found: 'У пользователя {userId} нет доступа к группе {folderId}',
  folder_of_other_organization: 'группа {id} и пользователь {userId} из разных организаций',
  folder_is_organizations_own: 'группа {id} принадлежит самой организации',
  pairs_too_many: 'не больше {limit} пар пользователей и групп за раз',
  floor_plan_not_found: 'План группы {id} не найден',
  floor_plan_too_large: 'картинка не больше 5 МБ',
  floor_plan_no_picture: 'нужна картинка PNG, JPEG, GIF или WebP',
} as const satisfies Readonly<Record<keyof typeof FOLDERS_REFUSALS, string>>;
