-- Health of Signalbox's resources in Argo CD, the same for each of their kinds: what their conditions say.
-- Degraded fails a sync, so it is kept for what no other object of the sync and no waiting will mend.

local awaited = { -- reasons for Ready or Accepted to be false that end when something else is there
  CollectorsNotReady = true,
  KindNotServed = true,
  NamespaceMissing = true,
  NoStack = true,
  ReferenceNotFound = true,
}

local function health(status, message)
  return { status = status, message = message or "" }
end

local metadata = obj.metadata or {}
local told = obj.status or {}
if metadata.deletionTimestamp ~= nil then
  return health("Progressing", "is being deleted")
end
if told.conditions == nil or told.observedGeneration == nil then
  return health("Progressing", "Signalbox has not looked at it yet")
end
if metadata.generation ~= nil and told.observedGeneration < metadata.generation then
  return health("Progressing", "Signalbox has not looked at this change yet")
end

local conditions = {}
for _, condition in ipairs(told.conditions) do
  conditions[condition.type] = condition
end

local stalled = conditions.Stalled
if stalled ~= nil and stalled.status == "True" then
  return health("Degraded", stalled.message)
end
local ready = conditions.Ready
if ready == nil then
  return health("Progressing", "Signalbox has not told yet whether it is ready")
end
if ready.status == "True" then
  return health("Healthy", ready.message)
end
if ready.status == "Unknown" or awaited[ready.reason] then
  return health("Progressing", ready.message)
end
local conflicted = conditions.Conflicted
if conflicted ~= nil and conflicted.status == "True" then
  return health("Degraded", conflicted.message) -- with whom; Ready has what follows
end
return health("Degraded", ready.message)
