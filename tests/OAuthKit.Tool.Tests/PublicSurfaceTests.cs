using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OAuthKit.Tool.Tests;

/// <summary>
/// The tool stands on what every user has. Its assembly is named as the package that sees the internals of the runtime, but for
/// the case of its letters, so the compiler doesn't hold this.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    [Fact]
    public void The_tool_uses_public_types_and_members_of_the_runtime_alone()
    {
        using var file = File.OpenRead(ToolProcess.PathOf("Tool"));
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var types = reader.TypeReferences.Where(handle => IsOfRuntime(reader, reader.GetTypeReference(handle))).ToList();
        Assert.NotEmpty(types);
        Assert.All(types, handle => Assert.True(TypeOf(reader, handle).IsVisible, TypeOf(reader, handle).FullName));

        var members = reader.MemberReferences.Select(reader.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && types.Contains((TypeReferenceHandle)member.Parent)).ToList();
        Assert.NotEmpty(members);
        Assert.All(members, member =>
        {
            var type = TypeOf(reader, (TypeReferenceHandle)member.Parent);
            var name = reader.GetString(member.Name);
            Assert.Contains(type.GetMember(name, All), found => found switch
            {
                MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
                FieldInfo field => field.IsPublic,
                _ => false,
            });
        });
    }

    private static bool IsOfRuntime(MetadataReader reader, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
        && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "OAuthKit.Runtime";

    private static Type TypeOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return typeof(OAuthClient).Assembly.GetType($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}", throwOnError: true)!;
    }
}
